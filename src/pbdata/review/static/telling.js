// What the page says of what was done, for eyes and screen readers alike.
import { Refused } from "./api.js";
import { make, put, t, saidNow } from "./dom.js";

const place = document.getElementById("told");

export const say = (key, values) => put(place, t(key, values));
export const complain = (message) => put(place, make("span", { class: "wrong" }, message));

const failed = (error) => {
  if (!(error instanceof Refused)) throw error;
  if (error.status === 0) complain(saidNow("lost_server"));
  else complain(error.message);
};

// Work at whose end the page is another one; until then it says that it is busy.
export const busily = async (work) => {
  const page = document.getElementById("page");
  page.setAttribute("aria-busy", "true");
  try {
    return await work();
  } finally {
    page.removeAttribute("aria-busy");
  }
};

// Run what asks the server, and say what it refuses. A conflict is answered with the page as it is now.
export const tried = async (work, conflicted) => {
  try {
    return await work();
  } catch (error) {
    failed(error);
    if (error.status === 409) {
      await conflicted?.();
      say("conflict");
    }
    return null;
  }
};

// What the server is asked. Addresses are relative, so that they begin with the secret of this session.

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const asked = async (name, options) => {
  let response;
  try {
    response = await fetch(`../api/${name}`, options);
  } catch {
    throw new Refused(0, "");
  }
  const data = await response.json();
  if (!response.ok) throw new Refused(response.status, data.error);
  return data;
};

export const get = (name, query = {}) => asked(`${name}?${new URLSearchParams(query)}`, {});
export const post = (name, data) =>
  asked(name, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(data) });

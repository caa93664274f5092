"""How many households does a cadre answer for under 三送 and under 帮联驻? 三送与帮联驻之下，一名干部联系多少户？

The corpus cannot show whether the pairs were kept up: it holds what the press announced. 语料只载报道所称，不能说明结对是否落实。
"""

import polars as pl

import pbdata

package = pbdata.open_package(".")
ties = package.frame("pairings").rename({"surface": "clause"}).select("pairing_id", "article_id", "clause")
ends = package.frame("pairing_ends").filter(pl.col("n") > 0).select("pairing_id", "side", "kind", "n")
helpers = ends.filter(side="helper", kind="person").rename({"n": "cadres"})
helped = ends.filter(side="helped", kind="household").rename({"n": "households"})
both = helpers.join(helped, on="pairing_id").join(ties, on="pairing_id")
result = both.select("cadres", "households", (pl.col("households") / pl.col("cadres")).round(1).alias("each"), "clause")
print(result)

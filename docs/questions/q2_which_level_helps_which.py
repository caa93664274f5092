"""Which level of government helps which? 哪一级帮扶哪一级？

The corpus cannot show levels that a sentence does not print, and five captures are no sample of China. 句中未印层级者为空；五篇报道不成样本。
"""

import polars as pl

import pbdata

package = pbdata.open_package(".")
once = package.frame("articles").filter(pl.col("reprint_cluster") == pl.col("article_id")).select("article_id")
ends = package.frame("pairing_ends").join(once, on="article_id")
ends = ends.select("pairing_id", "side", "level", "target_class")
helpers = ends.filter(side="helper").select("pairing_id", helper=pl.coalesce("level", "target_class"))
helped = ends.filter(side="helped").select("pairing_id", helped=pl.coalesce("level", "target_class"))
result = helpers.join(helped, on="pairing_id").group_by("helper", "helped").len().sort("len", "helper", "helped")
print(result)

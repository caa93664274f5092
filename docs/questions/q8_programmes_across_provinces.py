"""Which programmes recur across provinces, and who issued them? 哪些活动跨省出现，由哪一级发起？

The corpus cannot show that two provinces mean the same thing by one name, nor who copied whom. 同名未必同实，亦不能说明谁仿效谁。
"""

import polars as pl

import pbdata

package = pbdata.open_package(".")
paths = package.frame("place_mentions").select("place_id", province=pl.col("path").str.split("/").list.first()).unique()
areas = package.frame("articles").filter(pl.col("reprint_cluster") == pl.col("article_id")).join(paths, on="place_id")
mentions = package.frame("programme_mentions").select("programme_id", "article_id").unique()
mentions = mentions.join(areas.select("article_id", "province"), on="article_id")
counts = mentions.group_by("programme_id").agg(pl.col("province").unique().sort().str.join("、").alias("provinces"))
several = counts.filter(pl.col("provinces").str.contains("、"))
several = several.join(package.frame("programmes"), on="programme_id")
result = several.select("name", "type", "issuer_level", "provinces")
print(result)

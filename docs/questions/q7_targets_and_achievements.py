"""How much of what is counted is a target, how much an achievement? 所计之数，目标几何，业绩几何？

The corpus cannot show whether a target was met: the two are seldom told of the same thing. 目标是否达成，语料通常不能说明。
"""

import polars as pl

import pbdata

package = pbdata.open_package(".")
once = package.frame("articles").filter(pl.col("reprint_cluster") == pl.col("article_id")).select("article_id")
figures = package.frame("figures").join(once, on="article_id")
told = {"planned": "target", "required": "target", "expected": "target", "achieved": "achievement"}
figures = figures.with_columns(told=pl.col("modality").replace_strict(told, default=None))
result = figures.drop_nulls("told").group_by("told", "unit").agg(pl.len().alias("n"), pl.col("surface").min())
result = result.sort("told", "n", "unit", descending=True)
print(result)

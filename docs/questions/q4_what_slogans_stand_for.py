"""What do the numeral slogans stand for, and which contain others? 数字口号各指什么？哪些含有另一些？

The corpus cannot show what a slogan stands for where no article prints it. 文中未印其内容者，语料无从得知。
"""

import polars as pl

import pbdata

package = pbdata.open_package(".")
once = package.frame("articles").filter(pl.col("reprint_cluster") == pl.col("article_id")).select("article_id")
names = package.frame("programmes").filter(pl.col("numerals").is_not_null()).select("programme_id", "name")
items = package.frame("programme_items").select("definition_id", "item_no", "item", "child_id")
defined = package.frame("programme_definitions").join(once, on="article_id").select("definition_id", "programme_id")
whole = defined.join(items, on="definition_id").sort("definition_id", "item_no")
whole = whole.group_by("programme_id", "definition_id", maintain_order=True)
whole = whole.agg(pl.col("item").str.join("／").alias("items"), pl.col("child_id").count().alias("n_programmes"))
result = whole.join(names, on="programme_id").select("name", "items", "n_programmes").sort("name")
print(result)

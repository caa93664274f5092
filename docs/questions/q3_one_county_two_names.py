"""Is 盘县 one series with 盘州市? 盘县与盘州市是否同一序列？

The corpus cannot show whether the borders stayed the same, only that the lists say one became the other. 只据区划名录，不涉边界是否变动。
"""

import polars as pl

import pbdata

package = pbdata.open_package(".")
names = package.frame("places").select("place_id", "name", "code", "valid_from", "valid_to")
changes = package.frame("place_changes").join(names, left_on="from_id", right_on="place_id")
changes = changes.join(names.select("place_id", now="name"), left_on="to_id", right_on="place_id")
once = package.frame("articles").filter(pl.col("reprint_cluster") == pl.col("article_id")).select("article_id")
mentions = package.frame("place_mentions").join(once, on="article_id").group_by("place_id").len("n_mentions")
result = changes.filter(pl.col("name").str.starts_with("盘县")).select("from_id", "name", "now", "date", "kind")
result = result.join(mentions, left_on="from_id", right_on="place_id", how="left")
print(result)

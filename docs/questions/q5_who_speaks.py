"""Who speaks, officials or villagers? 谁在说话，官员还是村民？

The corpus cannot show who was asked and not quoted, nor that the words were said. 未被引用者不得而知；所引是否原话亦无从核实。
"""

import polars as pl

import pbdata

package = pbdata.open_package(".")
once = package.frame("articles").filter(pl.col("reprint_cluster") == pl.col("article_id")).select("article_id")
spoken = package.frame("quotations").join(once, on="article_id").filter(pl.col("mode").is_in(["direct", "indirect"]))
characters = pl.col("surface").str.len_chars().sum().alias("characters")
result = spoken.group_by(pl.col("speaker_kind").fill_null("not printed")).agg(pl.len().alias("quotations"), characters)
result = result.sort("characters", descending=True)
print(result)

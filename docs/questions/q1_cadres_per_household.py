"""How many households does a cadre answer for under 三送 and under 帮联驻? 三送与帮联驻之下，一名干部联系多少户？

The corpus cannot show whether the pairs were kept up: it holds what the press announced. 语料只载报道所称，不能说明结对是否落实。
The column by says how a tie belongs to its programme: its own words name it, or only its article does. 列 by 说明依据：该处文字，或仅见于同一文章。
"""

import polars as pl

import pbdata

frame = pbdata.open_package(".").frame
once = frame("articles").filter(pl.col("reprint_cluster") == pl.col("article_id")).select("article_id")
named = frame("programme_mentions").filter(pl.col("name").is_in(["三送", "帮联驻"])).join(once, on="article_id")
ends = {"cadres": ("helper", "person"), "households": ("helped", "household")}
counts = {name: pl.col("n").filter(side=side, kind=kind).sum() for name, (side, kind) in ends.items()}
ties = frame("pairings").join(frame("pairing_ends").group_by("pairing_id").agg(**counts), on="pairing_id")
ties = ties.join(named.select("article_id", "name", told="programme_id").unique(), on="article_id")
own = pl.when(pl.col("programme_id").is_null()).then(pl.lit("article")).otherwise(pl.lit("words")).alias("by")
each = (pl.col("households") / pl.col("cadres")).round(1).alias("each")
result = ties.filter(pl.col(*ends) > 0, pl.col("programme_id").fill_null(pl.col("told")) == pl.col("told"))
result = result.sort("name", "cadres").select("name", own, "cadres", "households", each, clause="surface")
print(result)

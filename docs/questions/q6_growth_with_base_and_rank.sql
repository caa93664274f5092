-- What grew, from which base, and how did it rank? 什么增长了，基数多少，位次如何？
--
-- The corpus cannot show growth that is printed without its base, nor check the figures. 未印基数者不在其列；数字真伪不作判断。
SELECT base.counted AS what, base.surface AS base, growth.surface AS growth, rank.surface AS rank
FROM read_csv('data/tables/figure_relations.csv') AS g
JOIN read_csv('data/tables/articles.csv') AS once ON once.article_id = g.article_id AND once.reprint_cluster = once.article_id
JOIN read_csv('data/tables/figures.csv', all_varchar = true) AS growth USING (figure_id)
JOIN read_csv('data/tables/figures.csv', all_varchar = true) AS base ON base.figure_id = g.related_id
LEFT JOIN read_csv('data/tables/figure_relations.csv') AS r ON r.related_id = g.figure_id AND r.relation = 'rank_of'
LEFT JOIN read_csv('data/tables/figures.csv', all_varchar = true) AS rank ON rank.figure_id = r.figure_id
WHERE g.relation = 'growth_of'
ORDER BY base.article_id, base.start;

"""Which lines of a page are the article, and how they make paragraphs.

rules/ holds the rules on whole lines, each with its votes for labels, and the grammar of a page; rules.yaml the patterns of
parts of lines; words.yaml the words of both.
"""

"""Bodies that an article names: Party organs, governments, schools, firms."""

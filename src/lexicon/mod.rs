//! Dictionaries: `dicts/*.tsv` and users' own, compiled to one matcher.

//! Mentions to entities: full names, posts and coreference.

//! Events: frames matched over mentions, with roles, realis and quotes.

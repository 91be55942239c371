//! The co-occurrence graph over records.

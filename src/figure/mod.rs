//! Figures: what a newspaper counts, measures and pays, as exact values.

//! Candidates to mentions: persons, titles, places, institutions, meetings
//! and documents, and the one order in which they are arbitrated.

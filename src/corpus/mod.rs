//! Files and folders in, records out in order.

package io.unbroken.custody.loggerfile;

/// How the numbers of a date that does not begin with the year are to be taken.
enum DateOrder {
    DAY_FIRST,
    MONTH_FIRST,
    /// Not said: such a date is refused.
    UNKNOWN
}

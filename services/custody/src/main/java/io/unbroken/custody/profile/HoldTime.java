package io.unbroken.custody.profile;

import java.time.Duration;

/// For how long a shipper keeps its temperature by itself.
///
/// @param qualified from when it was closed
/// @param lead how long before its end somebody must be told
public record HoldTime(Duration qualified, Duration lead) {

    /// @throws IllegalArgumentException if it is none, or would be told of before it begins
    public HoldTime {
        Bounds.some("qualified", qualified);
        Bounds.atLeastNothing("lead", lead);
        Bounds.notAbove("lead", lead, "qualified", qualified);
    }
}

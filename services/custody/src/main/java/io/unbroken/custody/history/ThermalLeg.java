package io.unbroken.custody.history;

import io.unbroken.custody.coldchain.ThermalRule;
import io.unbroken.custody.coldchain.ThermalSummary;
import io.unbroken.custody.identity.LoggerId;
import io.unbroken.custody.identity.MaterialId;
import io.unbroken.custody.status.Verdict;
import java.util.List;

/// What one logger tells of the units that it was with, from when to when.
///
/// @param open whether the logger is still with them
public record ThermalLeg(
        Carriage.Kind kind,
        String carrier,
        LoggerId logger,
        List<MaterialId> materials,
        boolean open,
        ThermalRule rule,
        ThermalSummary summary,
        Verdict verdict) {}

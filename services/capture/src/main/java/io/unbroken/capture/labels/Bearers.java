package io.unbroken.capture.labels;

import io.unbroken.custody.identity.PatientToken;
import io.unbroken.labels.LabelContent.Bearer;

/// Tells who wears a wristband. Only a site that has a vault can; names go from there to its own printer and nowhere else.
public interface Bearers {

    /// Who a patient is.
    ///
    /// @throws io.unbroken.capture.http.BadInput if nobody here is that patient, or who it was has been erased
    Bearer bearer(PatientToken patient);
}

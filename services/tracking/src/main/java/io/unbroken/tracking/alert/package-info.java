/// Alerts: what somebody must hear of, following from the histories of journeys and from silence, told once for each episode.
@NullMarked
package io.unbroken.tracking.alert;

import org.jspecify.annotations.NullMarked;

/** The hand-off to the portal: session grant, session API, settling what a crash left open. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "account :: session", "audit", "keys", "reason"})
package io.gatehouse.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

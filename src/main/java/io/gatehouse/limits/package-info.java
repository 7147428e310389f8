/** Back-pressure: how often somebody may fail, guess or have letters sent, over all nodes. Good sign-ins spend nothing. */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "reason"})
package io.gatehouse.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Partners: their domains, authentication types and second-factor policy. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "keys", "reason"})
package io.gatehouse.partner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

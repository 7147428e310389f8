/** The second factor: enrol an authenticator, verify its codes, recover. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "partner", "audit", "keys", "mail", "reason"})
package io.gatehouse.secondfactor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

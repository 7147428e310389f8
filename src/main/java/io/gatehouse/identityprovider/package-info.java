/** Connections to identity providers: immutable versions, from draft to retirement. */
@NullMarked
@ApplicationModule(allowedDependencies = {"partner", "audit", "keys", "mail", "reason"})
package io.gatehouse.identityprovider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

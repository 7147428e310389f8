/** Passwords kept here (Cloud): chosen when an invitation is accepted, checked at sign-in. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "account :: role", "partner", "audit", "keys", "mail", "reason"})
package io.gatehouse.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

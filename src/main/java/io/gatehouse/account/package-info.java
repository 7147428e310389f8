/** People as the portal knows them: accounts, invitations, locks, and the tokens programs use. */
@NullMarked
@ApplicationModule(allowedDependencies = {"partner", "audit", "keys", "mail", "reason"})
package io.gatehouse.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

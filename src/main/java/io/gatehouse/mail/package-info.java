/** Letters to people: queued in the transaction that causes them, sent in the background. */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "reason"})
package io.gatehouse.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** Login events: append in the transaction of what they record, search, export, seal. */
@NullMarked
@ApplicationModule(allowedDependencies = {"keys", "reason"})
package io.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

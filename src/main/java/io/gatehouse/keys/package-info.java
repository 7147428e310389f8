/** Our own keys and randomness: load, derive, seal, tag, sign, rotate. */
@NullMarked
@ApplicationModule(allowedDependencies = {"reason"})
package io.gatehouse.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

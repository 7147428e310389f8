/** The catalogue of reasons, and the evidence a refusal carries. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.gatehouse.reason;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/** The one way in which a connection changes: staged, tested, activated, rolled back, retired, each with its event. */
@NullMarked
@NamedInterface("lifecycle")
package io.gatehouse.identityprovider.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

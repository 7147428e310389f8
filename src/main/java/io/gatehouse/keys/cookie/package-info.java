/** Our cookies: their names, where they go, and that they are set in one way only. */
@NullMarked
@NamedInterface("cookie")
package io.gatehouse.keys.cookie;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

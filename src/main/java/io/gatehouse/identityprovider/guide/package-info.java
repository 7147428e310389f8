/** How each vendor's software is connected: the steps in its own menu words, the values to copy, what usually goes wrong. */
@NullMarked
@NamedInterface("guide")
package io.gatehouse.identityprovider.guide;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Metadata kept fresh from its address: fetched in the background, taken or held, and how that goes. */
@NullMarked
@NamedInterface("refresh")
package io.gatehouse.identityprovider.refresh;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

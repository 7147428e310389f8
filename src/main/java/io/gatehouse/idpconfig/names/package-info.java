/** The names settings go by: which we know not to have, and which is nearest to one we do. */
@NullMarked
@NamedInterface("names")
package io.gatehouse.idpconfig.names;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

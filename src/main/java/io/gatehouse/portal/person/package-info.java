/** All that one person has open, at the portal and at the console: it ends together, whichever door ends it. */
@NullMarked
@NamedInterface("person")
package io.gatehouse.portal.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** Files as they lie in a partner's folder: only those really inside it, bounded, and one hash over all. */
@NullMarked
package io.gatehouse.idpconfig.files;

import org.jspecify.annotations.NullMarked;

/** The idp-config folder, read into values partner by partner, with every finding; nothing is applied here. */
@NullMarked
@NamedInterface("folder")
package io.gatehouse.idpconfig.folder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

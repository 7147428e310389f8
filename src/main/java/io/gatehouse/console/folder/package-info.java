/** The console's page of the idp-config folder: what became of each partner's files. */
@NullMarked
package io.gatehouse.console.folder;

import org.jspecify.annotations.NullMarked;

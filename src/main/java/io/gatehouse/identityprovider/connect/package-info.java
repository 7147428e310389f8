/** The ways by which somebody connects identity providers of one partner and nothing else: links, and sessions of their own. */
@NullMarked
@NamedInterface("connect")
package io.gatehouse.identityprovider.connect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

/** The door for operators: the commands of the jar. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "idpconfig",
            "idpconfig :: folder",
            "idpconfig :: yaml",
            "account",
            "account :: role",
            "account :: token",
            "partner",
            "audit",
            "keys",
            "reason"
        })
package io.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

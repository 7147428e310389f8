package io.gatehouse;

import io.gatehouse.cli.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** Gatehouse. */
// Packages are named for features, so two doors may each have a PartnersController.
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@ConfigurationPropertiesScan
public class Gatehouse {
    static void main(String[] args) {
        // First of all: H2 opens a port for the other processes on this machine, and reads this when its first class
        // loads.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        if (Commands.serve(args)) {
            SpringApplication.run(Gatehouse.class, Commands.settings(args));
        } else {
            System.exit(Commands.run(Gatehouse.class, args));
        }
    }
}

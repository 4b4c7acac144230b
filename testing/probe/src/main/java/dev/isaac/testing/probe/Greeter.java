package dev.isaac.testing.probe;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** A second component, so that the entry point depends on injection; its greeting can be configured. */
@Component(service = Greeter.class, configurationPid = "dev.isaac.testing.probe")
public final class Greeter {

    private final String greeting;

    /** Takes the greeting from the configuration, if there is one. */
    @Activate
    public Greeter(Map<String, Object> configuration) {
        this.greeting = configuration.getOrDefault("greeting", "hello") + "";
    }

    /** The words with the greeting before them. */
    String greet(String words) {
        return greeting + " " + words;
    }
}

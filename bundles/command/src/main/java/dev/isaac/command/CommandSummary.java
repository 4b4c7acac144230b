package dev.isaac.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Component property type for {@code isaac.command.summary}, which equals {@link CommandManifest#summary()}: a registry
 * and a shell can then list the command without running code of the bundle. Give both the same constant.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface CommandSummary {
    /** Prefix of the property, so that it is named {@code isaac.command.summary}. */
    String PREFIX_ = "isaac.";

    /** One line, starts with a verb, no full stop. */
    String value();
}

package dev.isaac.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Component property type for {@code isaac.command.category}, which equals {@link CommandManifest#category()}: with {@link
 * CommandSummary} it lets a shell list the command in its help without creating the component. Give both the same
 * constant.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface CommandCategory {
    /** Prefix of the property, so that it is named {@code isaac.command.category}. */
    String PREFIX_ = "isaac.";

    /** The heading in the help. */
    String value();
}

package dev.isaac.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Component property type for {@link Command#NAME}: {@code @Component @CommandName("notes add")}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface CommandName {
    /** Prefix of the property, so that it is named {@link Command#NAME}. */
    String PREFIX_ = "isaac.";

    /** The full name of the command, for example {@code marketplace install}. */
    String value();
}

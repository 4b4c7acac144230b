package dev.isaac.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Component property type for {@link Command#ALIASES}; name the same aliases in the manifest, which help shows. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface CommandAliases {
    /** Prefix of the property, so that it is named {@link Command#ALIASES}. */
    String PREFIX_ = "isaac.";

    /** Other full names of the command. */
    String[] value();
}

package antiphon.agents.config;

/**
 * A dynamic variable that takes its value from a tool's answer.
 *
 * @param valuePath where in the answer, with dots
 */
public record VariableAssignment(
        String dynamicVariable, String valuePath, boolean sanitize, boolean preserveNativeType) {

    static VariableAssignment read(Section section) {
        return new VariableAssignment(
                section.text("dynamic_variable"),
                section.text("value_path"),
                section.flag("sanitize"),
                section.flag("preserve_native_type"));
    }
}

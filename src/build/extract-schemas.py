#!/usr/bin/env python3
"""Cuts the schemas that documents are judged by out of the contract's OpenAPI document.

usage: python3 src/build/extract-schemas.py <openapi-convai.json> src/api/src/main/resources/antiphon/api/contract/schemas.json

Keeps what defaults and validation need, one schema a line, so that a new contract shows as a small difference.
Four things are added to what the document says, each for a reason given below.
"""
import json
import sys

KEPT = {
    "type", "properties", "required", "default", "const", "enum", "anyOf", "oneOf", "items", "additionalProperties",
    "propertyNames", "discriminator", "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "minItems", "maxItems", "uniqueItems", "minProperties", "$ref",
}

# Names of models of engines: which of them exist is a matter of this server's engines, not of the vendor's list.
OPEN = {"LLM", "ASRProvider", "TTSConversationalModel"}

# Defaults which the document leaves out though the official clients need the key, or though the vendor's text names
# them (client_events: the text of the AsyncAPI document).
ADDED = {
    ("PromptAgentAPIModel", "backup_llm_config"): {"preference": "default"},
    ("ASTLLMNode", "prompt"): "",
    ("ASTLLMNode", "value_schema"): {"type": "boolean", "description": ""},
    ("EffectsSpec", "pan"): 0,
    ("WorkflowEndNodeModel", "outcome"): "success",
    ("WorkflowOverrideAgentNodeModel", "additional_prompt"): "",
    ("WorkflowStandaloneAgentNodeModel", "preserve_voice_settings"): False,
    ("WorkflowSayNodeModelOutput", "additional_prompt"): "",
    ("WorkflowSayNodeModelOutput", "wait_for_speech_completion"): True,
    ("WorkflowSayNodeModelOutput", "wait_for_user_response"): False,
    ("WorkflowStateUpdateOutput", "required"): False,
    ("AgentWorkflowResponseModel", "nodes"): {"start_node": {"type": "start"}},
    ("ConversationConfig", "client_events"): [
        "audio", "interruption", "agent_response", "user_transcript", "tentative_user_transcript",
        "conversation_initiation_metadata", "ping",
    ],
}

# Fields which the document does not know, though the vendor's CLI sends them in its templates and looks for them afterwards.
OF_CLIENTS = {"AgentPlatformSettingsResponseModel": {"ban": {"default": None}}}


def name_of(ref):
    return ref.rsplit("/", 1)[-1]


def trimmed(node):
    if isinstance(node, list):
        return [trimmed(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        if key not in KEPT:
            continue
        if key == "$ref":
            kept[key] = name_of(value)
        elif key == "discriminator":
            kept[key] = discriminator(node)
        elif key == "properties":
            kept[key] = {name: trimmed(schema) for name, schema in value.items()}
        elif key in ("default", "const", "enum", "required"):
            kept[key] = value
        else:
            kept[key] = trimmed(value)
    return kept


def discriminator(node):
    stated = node["discriminator"]
    mapping = {tag: name_of(ref) for tag, ref in stated.get("mapping", {}).items()}
    if not mapping:
        names = [name_of(each["$ref"]) for each in node["oneOf"]]
        mapping = dict(zip(node["x-discriminator-values"], names))
    return {"propertyName": stated["propertyName"], "mapping": mapping}


def reach(node, schemas, reached):
    if isinstance(node, dict):
        if "$ref" in node:
            name = name_of(node["$ref"])
            if name not in reached:
                reached.add(name)
                reach(schemas[name], schemas, reached)
        for value in node.values():
            reach(value, schemas, reached)
    elif isinstance(node, list):
        for value in node:
            reach(value, schemas, reached)


def stem(name):
    return name.removesuffix("-Input").removesuffix("-Output")


def give_defaults(name, schema, schemas):
    """Responses state fewer defaults than requests do, although it is the response that must carry them."""
    schema.get("properties", {}).update(OF_CLIENTS.get(name, {}))
    asked = schemas.get(stem(name) + "-Input", {}).get("properties", {})
    for field, value in schema.get("properties", {}).items():
        if "default" not in value and "default" in asked.get(field, {}):
            value["default"] = asked[field]["default"]
        if (stem(name), field) in ADDED and not name.endswith("-Input"):
            value["default"] = ADDED[stem(name), field]


def main(source, target):
    with open(source, encoding="utf-8") as file:
        document = json.load(file)
    schemas = document["components"]["schemas"]
    reached = set()
    reach(document["paths"], schemas, reached)
    lines = []
    for name in sorted(reached):
        schema = trimmed(schemas[name])
        if name in OPEN:
            schema.pop("enum", None)
        give_defaults(name, schema, schemas)
        lines.append(json.dumps(name) + ":" + json.dumps(schema, separators=(",", ":"), ensure_ascii=False))
    with open(target, "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

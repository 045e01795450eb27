"""The stack is the diagram: constructs composed, nothing defined."""

from __future__ import annotations

from aws_cdk import Stack
from constructs import Construct

from infra.api import Api
from infra.clock import Clock
from infra.configuring import Configure, Configuring
from infra.functions import Ingest, Notify, Parse, Query, Recognise, Validate
from infra.layers import Layers
from infra.messages import Messages
from infra.messaging import OfficeTopic
from infra.operations.canary import Canary
from infra.operations.operations import Operations
from infra.policy.malware import MalwareProtection, is_wanted
from infra.policy.stages import is_kept
from infra.policy.uploaders import Uploaders
from infra.rechecking import Recheck, Rechecking
from infra.signing_in import SigningIn
from infra.storage import Storage
from infra.workflow import Workflow


class GoujiStack(Stack):
    """Everything that Gouji has in the cloud."""

    def __init__(self, scope: Construct, id: str, *, description: str) -> None:  # noqa: A002 - the CDK's word
        super().__init__(scope, id, description=description, termination_protection=is_kept(scope))
        storage = Storage(self, "Storage")
        topic = OfficeTopic(self, "Office").topic
        layers = Layers(self)
        notify = Notify(self, layers=layers, storage=storage, topic=topic)
        messages = Messages(self, "Messages", notify=notify.function)
        Clock(self, layers=layers, storage=storage, messages=messages)
        signing_in = SigningIn(self, "SigningIn")
        query = Query(
            self, layers=layers, storage=storage, messages=messages, signing_in=signing_in
        )
        ingest = Ingest(self, layers=layers, storage=storage).function
        parse = Parse(self, layers=layers, storage=storage).function
        recognise = Recognise(self, layers=layers, storage=storage).function
        validate = Validate(self, layers=layers, storage=storage).function
        workflow = Workflow(
            self,
            "Workflow",
            uploads=storage.uploads,
            ingest=ingest,
            parse=parse,
            recognise=recognise,
            validate=validate,
            notify=notify.function,
            messages=messages.state_machine,
        )
        configure = Configure(self, layers=layers, storage=storage, messages=messages)
        Configuring(
            self,
            "Configuring",
            uploads=storage.uploads,
            configure=configure.function,
            messages=messages,
        )
        rechecking = Rechecking(
            self,
            "Rechecking",
            storage=storage,
            recheck=Recheck(self, layers=layers, storage=storage).function,
            parse=parse,
            recognise=recognise,
        )
        rechecking.tell_through(messages.state_machine)
        for starter in (ingest, validate, query.function, configure.function):
            rechecking.start_from(starter)
        api = Api(self, "Api", query=query.function, signing_in=signing_in).api
        Canary(
            self,
            layers=layers,
            storage=storage,
            office=topic,
            chain=workflow.state_machine,
            api=api.api_endpoint,
        )
        Operations(
            self,
            "Operations",
            office=topic,
            api=api,
            notify=notify.function,
            table=storage.in_use,
        )
        if is_wanted(self):
            MalwareProtection(self, "MalwareProtection", uploads=storage.uploads)
        Uploaders(self, "Uploaders", storage=storage)
